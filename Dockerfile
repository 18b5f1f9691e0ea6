# Muster in a container: settings from the environment, the database in the volume /data.
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 DATABASE_URL=sqlite:////data/muster.db
RUN useradd --create-home --uid 10001 muster && install -d -o muster -g muster /data
WORKDIR /srv/muster
COPY requirements.lock .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY LICENSE manifest.yml ./
COPY storage storage
COPY commands commands
COPY bot bot
USER muster
VOLUME /data
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
